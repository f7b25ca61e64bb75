/* A disk that fails: preloaded into the daemon, it lets calls that write below FAIL_FOLDER fail.
 *
 * FAIL_AT=N     the first call that fails, counted from 1; 0: none
 * FAIL_CALLS=K  how many fail, one after the other
 * FAIL_ERRNO=E  with what: 5 (EIO), 28 (ENOSPC)
 * FAIL_COUNT=F  a file that is told, at the end, how many calls there were
 * FAIL_ORDER=F  a file: while it is there, every call fails with the number that it holds; once, when "5 once" stands
 *               in it, for the call that fails takes it away
 * Only the process that was started with it: what it starts itself is left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long first, last;
static int wrong;
static pid_t self;
static char folder[PATH_MAX], count_file[PATH_MAX], order_file[PATH_MAX];

static void take(const char *name, char *into) {
    const char *value = getenv(name);
    snprintf(into, PATH_MAX, "%s", value ? value : "");
}

/* The crash proof's daemons are forked: each begins and ends by itself. */
void failing_disk_begin(void) {
    const char *at = getenv("FAIL_AT"), *many = getenv("FAIL_CALLS"), *code = getenv("FAIL_ERRNO");
    take("FAIL_FOLDER", folder);
    take("FAIL_COUNT", count_file);
    take("FAIL_ORDER", order_file);
    first = at ? atol(at) : 0;
    last = first + (many ? atol(many) : 1);
    wrong = code ? atoi(code) : EIO;
    self = getpid();
}

__attribute__((constructor)) static void loaded(void) { unsetenv("LD_PRELOAD"); }

void failing_disk_end(void) {
    if (getpid() != self || !count_file[0]) return;
    FILE *out = fopen(count_file, "w");
    if (!out) return;
    fprintf(out, "%ld\n", (long)calls);
    fclose(out);
}

static int below(const char *path) { return folder[0] && !strncmp(path, folder, strlen(folder)); }

static int ordered(void) {
    FILE *in = order_file[0] ? fopen(order_file, "re") : NULL;
    char once[8] = "";
    int code = 0;
    if (!in) return 0;
    if (fscanf(in, "%d %7s", &code, once) < 1) code = 0;
    fclose(in);
    if (once[0] && unlink(order_file)) return 0; /* another thread was quicker */
    if (code) errno = code;
    return code;
}

static int fails(void) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (!first || number < first || number >= last) return ordered();
    errno = wrong;
    return 1;
}

static int fails_on(int handle) {
    char name[64], path[PATH_MAX];
    if (getpid() != self) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path) && fails();
}

static int fails_at(const char *path) { return getpid() == self && path && below(path) && fails(); }

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int handle, const void *bytes, size_t size) {
    REAL(write);
    return fails_on(handle) ? -1 : real(handle, bytes, size);
}
ssize_t pwrite(int handle, const void *bytes, size_t size, off_t place) {
    REAL(pwrite);
    return fails_on(handle) ? -1 : real(handle, bytes, size, place);
}
ssize_t pwrite64(int handle, const void *bytes, size_t size, off64_t place) {
    REAL(pwrite64);
    return fails_on(handle) ? -1 : real(handle, bytes, size, place);
}
int fsync(int handle) {
    REAL(fsync);
    return fails_on(handle) ? -1 : real(handle);
}
int fdatasync(int handle) {
    REAL(fdatasync);
    return fails_on(handle) ? -1 : real(handle);
}
int ftruncate(int handle, off_t size) {
    REAL(ftruncate);
    return fails_on(handle) ? -1 : real(handle, size);
}
int ftruncate64(int handle, off64_t size) {
    REAL(ftruncate64);
    return fails_on(handle) ? -1 : real(handle, size);
}
int rename(const char *from, const char *to) {
    REAL(rename);
    return fails_at(to) ? -1 : real(from, to);
}
int link(const char *from, const char *to) {
    REAL(link);
    return fails_at(to) ? -1 : real(from, to);
}
int mkdir(const char *path, mode_t mode) {
    int (*real)(const char *, mode_t) = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir");
    return fails_at(path) ? -1 : real(path, mode);
}
