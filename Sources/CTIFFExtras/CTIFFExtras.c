#include "CTIFFExtras.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

struct check_tiff {
  TIFF *tiff;
  const uint8_t *source;
  uint8_t *written;
  uint64_t count;
  uint64_t capacity;
  uint64_t position;
  bool ended_early;
  char error[256];
};

static tmsize_t read_bytes(thandle_t handle, void *buffer, tmsize_t size) {
  check_tiff *file = handle;
  const uint8_t *bytes = file->written ? file->written : file->source;
  if (size <= 0 || file->position >= file->count) return 0;
  uint64_t left = file->count - file->position;
  uint64_t taken = (uint64_t)size < left ? (uint64_t)size : left;
  memcpy(buffer, bytes + file->position, taken);
  file->position += taken;
  return (tmsize_t)taken;
}

static bool reserve(check_tiff *file, uint64_t end) {
  if (end <= file->capacity) return true;
  if (end > UINT32_MAX) return false;
  uint64_t capacity = end < 4096 ? 8192 : 2 * end;
  uint8_t *larger = realloc(file->written, capacity);
  if (!larger) return false;
  memset(larger + file->capacity, 0, capacity - file->capacity);
  file->written = larger;
  file->capacity = capacity;
  return true;
}

static tmsize_t write_bytes(thandle_t handle, void *buffer, tmsize_t size) {
  check_tiff *file = handle;
  if (file->source || size <= 0 || file->position > UINT32_MAX) return 0;
  uint64_t end = file->position + (uint64_t)size;
  if (!reserve(file, end)) return 0;
  memcpy(file->written + file->position, buffer, (size_t)size);
  file->position = end;
  if (end > file->count) file->count = end;
  return size;
}

static toff_t seek_to(thandle_t handle, toff_t offset, int whence) {
  check_tiff *file = handle;
  switch (whence) {
  case SEEK_SET: file->position = offset; break;
  case SEEK_CUR: file->position += offset; break;
  case SEEK_END: file->position = file->count + offset; break;
  default: return (toff_t)-1;
  }
  return file->position;
}

static int close_nothing(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t size_of(thandle_t handle) { return ((check_tiff *)handle)->count; }

static int map_nothing(thandle_t handle, void **base, toff_t *size) {
  (void)handle, (void)base, (void)size;
  return 0;
}

static void unmap_nothing(thandle_t handle, void *base, toff_t size) {
  (void)handle, (void)base, (void)size;
}

static int keep_error(
    TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)module;
  check_tiff *file = user;
  if (!file->error[0]) vsnprintf(file->error, sizeof file->error, format, arguments);
  return 1;
}

static int keep_warning(
    TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)module, (void)arguments;
  check_tiff *file = user;
  if (strstr(format, "Premature EOF")) file->ended_early = true;
  return 1;
}

static check_tiff *open_with(check_tiff *file, const char *mode, size_t most) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (options) {
    TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, file);
    TIFFOpenOptionsSetWarningHandlerExtR(options, keep_warning, file);
    if (most > 0) TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)most);
    file->tiff = TIFFClientOpenExt(
        "memory", mode, file, read_bytes, write_bytes, seek_to, close_nothing, size_of,
        map_nothing, unmap_nothing, options);
    TIFFOpenOptionsFree(options);
  }
  if (file->tiff) return file;
  check_tiff_close(file);
  return NULL;
}

check_tiff *check_tiff_open(const uint8_t *bytes, size_t count, size_t most) {
  check_tiff *file = calloc(1, sizeof *file);
  if (!file) return NULL;
  file->source = bytes;
  file->count = count;
  // Without "c" libtiff cuts long strips into others, and their numbers change.
  return open_with(file, "rcm", most);
}

check_tiff *check_tiff_create(bool big_endian) {
  check_tiff *file = calloc(1, sizeof *file);
  if (!file) return NULL;
  return open_with(file, big_endian ? "wb" : "wl", 0);
}

void check_tiff_close(check_tiff *file) {
  if (file->tiff) TIFFCleanup(file->tiff);
  free(file->written);
  free(file);
}

bool check_tiff_read(check_tiff *file, bool tiled, uint32_t index, uint8_t *buffer, size_t count) {
  tmsize_t size = (tmsize_t)count;
  file->ended_early = false;
  tmsize_t result = tiled ? TIFFReadEncodedTile(file->tiff, index, buffer, size)
                          : TIFFReadEncodedStrip(file->tiff, index, buffer, size);
  return result == size;
}

bool check_tiff_set(check_tiff *file, uint32_t tag, uint32_t value) {
  return TIFFSetField(file->tiff, tag, value) == 1;
}

bool check_tiff_set_fraction(check_tiff *file, uint32_t tag, double value) {
  return TIFFSetField(file->tiff, tag, value) == 1;
}

bool check_tiff_write(check_tiff *file, bool tiled, uint32_t index, uint8_t *bytes, size_t count) {
  tmsize_t size = (tmsize_t)count;
  tmsize_t result = tiled ? TIFFWriteEncodedTile(file->tiff, index, bytes, size)
                          : TIFFWriteEncodedStrip(file->tiff, index, bytes, size);
  return result == size;
}

bool check_tiff_end_page(check_tiff *file) { return TIFFWriteDirectory(file->tiff) == 1; }

const uint8_t *check_tiff_written(const check_tiff *file, size_t *count) {
  *count = (size_t)file->count;
  return file->written;
}

const char *check_tiff_error(const check_tiff *file) { return file->error; }

bool check_tiff_ended_early(const check_tiff *file) { return file->ended_early; }
