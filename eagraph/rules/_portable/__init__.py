"""What the portable subset asks of a query that can be read: names in scope and in the model, values that compare alike,
patterns and columns that both stores answer the same."""
