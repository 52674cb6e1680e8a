import MICR

/// One reader for all tests: drawing its templates is slow in a debug build.
let sharedReader = MICRReader()
