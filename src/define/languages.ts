/** The languages that come with the kit. Each is one file, loaded when an element is in it. */
