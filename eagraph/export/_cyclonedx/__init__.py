"""Services, components and what they say of themselves, as CycloneDX has them."""
