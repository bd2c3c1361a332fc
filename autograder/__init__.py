"""What turns lesson sources into notebooks, runs them headless and grades submissions."""
