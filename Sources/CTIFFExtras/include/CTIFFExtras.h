#ifndef CTIFF_EXTRAS_H
#define CTIFF_EXTRAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A TIFF in memory. C is needed for it, since the setters and the message handlers of libtiff are
/// variadic. Nothing is printed: messages are kept with the file that they are about.
typedef struct check_tiff check_tiff;

/// Opens bytes for reading, without a copy: they have to outlive the result. No single allocation
/// of libtiff exceeds `most` bytes. Returns NULL when the bytes are refused or memory is short.
check_tiff *check_tiff_open(const uint8_t *bytes, size_t count, size_t most);

/// Starts a TIFF for writing. Returns NULL when memory is short.
check_tiff *check_tiff_create(bool big_endian);

void check_tiff_close(check_tiff *file);

/// Unpacks a strip or a tile into a buffer, and returns whether it was filled.
bool check_tiff_read(check_tiff *file, bool tiled, uint32_t index, uint8_t *buffer, size_t count);

/// Sets a tag that is one whole number.
bool check_tiff_set(check_tiff *file, uint32_t tag, uint32_t value);

/// Sets a tag that is one fraction.
bool check_tiff_set_fraction(check_tiff *file, uint32_t tag, double value);

/// Packs a strip or a tile; its content may be changed on the way.
bool check_tiff_write(check_tiff *file, bool tiled, uint32_t index, uint8_t *bytes, size_t count);

/// Writes the directory of the page, after which another page may follow.
bool check_tiff_end_page(check_tiff *file);

/// What has been written, valid until the next call.
const uint8_t *check_tiff_written(const check_tiff *file, size_t *count);

/// The first error, or an empty text.
const char *check_tiff_error(const check_tiff *file);

/// Whether packed data ended before its strip or tile was full.
bool check_tiff_ended_early(const check_tiff *file);

#endif
