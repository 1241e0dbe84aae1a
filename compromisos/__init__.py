"""What was promised and how it is going: plans, commitments, deliveries, evidence, progress, reports."""
