"""What the questions about the portfolio share: judgements, days, exchanges, who uses what, where types of data get."""
