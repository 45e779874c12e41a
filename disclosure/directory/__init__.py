"""政策文件目录: documents narrowed, counted, in pages, as a feed and as a file."""
