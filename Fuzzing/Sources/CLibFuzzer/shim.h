#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with its command line and a function that tries one input.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*target)(const uint8_t *, size_t));
