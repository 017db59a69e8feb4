"""How fast is credtrack, and beside what? One file per area; docs/benchmarks.md says what each figure means."""
