"""What the public portal says, as JSON for programs: read only, without keys (docs/api.md)."""
