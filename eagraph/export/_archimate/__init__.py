"""What the two ArchiMate formats share: the model as ArchiMate concepts, and the table that makes them."""
