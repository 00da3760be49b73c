"""What ServiceNow calls its columns, classes, states and relations, and what they are in the model."""
