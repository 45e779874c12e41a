"""The portal as something to install: a manifest, and what can be read without a connection."""
