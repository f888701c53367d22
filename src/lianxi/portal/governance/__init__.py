"""Who belongs, who meets, who decided: pages over the governance engine. No rows of its own."""
