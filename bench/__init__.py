"""How much a request costs, next to a bare Django view in the same seconds. Started by `./run bench`."""
