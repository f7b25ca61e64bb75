"""Every kind of mail with invented content, to look at before anybody gets one: `registrator preview`."""
