"""What `petals lint` asks of a lesson, one module per subject; each rule yields faults."""
