"""The register of an edition: who and what its documents name, and authority files in the forms that projects have."""
