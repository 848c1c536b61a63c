// The reading edition, quicker: nothing here is needed to read. One listener a kind of event, state in the address.
