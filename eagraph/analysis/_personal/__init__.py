"""Where personal data are, how they came there, what fills them again, and which routines and people answer for them."""
