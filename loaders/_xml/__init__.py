"""Reading XML that may be large or hostile: no entities, no network, bounded memory, plain or packed."""
