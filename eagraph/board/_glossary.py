"""Words of the trade that a report cannot do without, each explained once."""

from __future__ import annotations

from eagraph.locale import both

GLOSSARY = (
    (
        both("Aspects:"),
        both(
            "confidentiality (K): only those who may see it do; integrity (R): it is right and not altered; availability "
            "(T): it is there when needed; traceability (S): it can be seen who did what."
        ),
    ),
    (
        both("Level:"),
        both("how serious the harm would be: 0 none, 1 moderate, 2 significant, 3 serious, 4 exceptionally serious."),
    ),
    (
        both("Information asset:"),
        both("a collection of information that is managed together, such as a register or documents of one kind."),
    ),
    (
        both("Classified too low:"),
        both(
            "so much, or so sensitive, information lies together, or so much relies on it, that more protection is required "
            "than was decided."
        ),
    ),
    (
        both("Single thing that stops:"),
        both("a system, a network or a supplier without which the service does not work, however much else is doubled."),
    ),
    (both("Tolerates a stop of:"), both("the longest stop the work can bear (MTPD).")),
    (both("Deviation:"), both("something in the register that is not as the city's programme says.")),
    (both("Sensitive system:"), both("a system classified at level 2 or higher in some aspect.")),
)
