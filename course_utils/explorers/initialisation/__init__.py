"""The initialisation explorer: how the first weights decide what reaches the last layer."""
