"""The prediction service; needs the extra `serve`."""
