"""The information of places that stand apart: nothing else comes upon it, so what is wrong with it is wrong there alone."""

from __future__ import annotations

PASSAGES, TUNNEL = "asset:passager-vid-hamntunneln-i-tunnelstyrningen", "system:tunnelstyrningen"
HABITS = "system:resvaneanalysen"
"""Where passages and parking permits meet, and open each other: it keeps passages too."""
MEASURES, HOUSING = "asset:stodinsatser-per-elevkod-i-boendestodet", "system:boendestodet"
LOANS, MEMORY = "asset:alla-utlan-i-laneminnet", "system:laneminnet"
QUARTERS, METERS = "asset:elmatning-per-kvart-i-hushallselen", "system:hushallselen"
CHILDREN, PICTURE = "asset:elever-med-stodinsatser-i-barnbilden", "system:barnbilden"
WEAKNESSES, REGISTER = "asset:uppbyggnad-och-kanda-brister-i-arkitekturregistret", "system:arkitekturregistret"
