"""What the demo's units have contributed, in every state."""
