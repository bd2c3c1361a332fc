"""What a shipped network costs, and how far it is from the original."""
