"""Every text a person reads, in Swedish: mail/ for what we send, review/ for the staff's pages."""
