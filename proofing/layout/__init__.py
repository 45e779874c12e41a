"""One-click layout (一键排版): texts set as they should be, without a database."""
