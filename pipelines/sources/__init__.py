"""Sources: one small module and one YAML of facts each. The register is one of them, and the embedded default."""
