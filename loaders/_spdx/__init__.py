"""Reading SPDX 2 (ISO/IEC 5962): what its packages, files and relationships become."""
