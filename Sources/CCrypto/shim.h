// The functions of one digest set nothing up at their first call, unlike those that look one up by
// its name: no configuration is read, which a container could not reach.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
