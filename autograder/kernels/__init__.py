"""Where student code runs: sandboxed kernels, what they may use, and what protects the outside from them."""
