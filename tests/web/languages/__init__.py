TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}  # as pages and browsers write them
