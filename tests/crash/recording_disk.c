/* A disk that writes down what is done to it: preloaded into the daemon, for cutting the power at any call.
 *
 * RECORD_FOLDER=D  every call that changes something below it is written down, with its bytes, before it returns;
 *                  not SQLite's -shm, which is memory
 * RECORD_LOG=F     where to: records as tests/crash/disk_log.py reads them, in the order in which the calls were made;
 *                  permissions are not of interest
 * RECORD_CUT=K     SIGKILL before the K-th call, counted from 1; 0: never
 * Only the process that was started with it: what it starts itself is left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct record {
    uint32_t kind, first, second, none; /* a letter; lengths of what follows */
    uint64_t inode;
    int64_t place; /* of the bytes in the file, or its new size */
};

static pthread_mutex_t alone = PTHREAD_MUTEX_INITIALIZER; /* the order of the log is that of the disk */
static char folder[PATH_MAX];
static long cut, made;
static int log_file = -1;
static pid_t self;

/* Again in each daemon of the crash proof, which is forked. */
void recording_disk_begin(void) {
    const char *below = getenv("RECORD_FOLDER"), *to = getenv("RECORD_LOG"), *at = getenv("RECORD_CUT");
    if (!below || !to) return;
    log_file = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) abort();
    snprintf(folder, sizeof folder, "%s", below);
    cut = at ? atol(at) : 0;
    self = getpid();
}

__attribute__((constructor)) static void loaded(void) {
    unsetenv("LD_PRELOAD");
    recording_disk_begin();
}

static int watched(const char *path) {
    size_t all = strlen(path), length = strlen(folder);
    if (strncmp(path, folder, length) || (path[length] && path[length] != '/')) return 0;
    return all < 4 || strcmp(path + all - 4, "-shm");
}

static int ours(void) { return folder[0] && getpid() == self; }

static int watched_handle(int handle) {
    char name[64], path[PATH_MAX];
    if (!ours()) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return watched(path);
}

/* The whole path, or 0 when nobody watches it. */
static int watched_at(int handle, const char *path, char *whole) {
    char name[64];
    if (!ours() || !path) return 0;
    whole[0] = 0;
    if (path[0] != '/') {
        if (handle == AT_FDCWD)
            snprintf(name, sizeof name, "/proc/self/cwd");
        else
            snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
        ssize_t length = readlink(name, whole, PATH_MAX - 2);
        if (length < 0) return 0;
        whole[length] = '/';
        whole[length + 1] = 0;
    }
    strncat(whole, path, PATH_MAX - 1 - strlen(whole));
    return watched(whole);
}

static void enter(void) {
    pthread_mutex_lock(&alone);
    if (cut && made + 1 == cut) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
}

static void leave(void) { pthread_mutex_unlock(&alone); }

static void note(char kind, uint64_t inode, int64_t place, const void *first, size_t length, const void *second,
                 size_t other) {
    struct record head = {(uint32_t)kind, (uint32_t)length, (uint32_t)other, 0, inode, place};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)first, length}, {(void *)second, other}};
    if (syscall(SYS_writev, log_file, parts, 3) != (long)(sizeof head + length + other)) abort();
    made++;
}

static void note_path(char kind, const char *path) {
    struct stat found;
    if (lstat(path, &found)) memset(&found, 0, sizeof found); /* it has gone, as it was to */
    note(kind, found.st_ino, 0, path, strlen(path), "", 0);
}

static void note_handle(char kind, int handle, int64_t place, const void *bytes, size_t size) {
    struct stat found;
    if (fstat(handle, &found)) abort();
    note(kind, found.st_ino, place, bytes, size, "", 0);
}

/* What lies in the file now, for calls whose bytes are not at hand. */
static void note_written(int handle, int64_t place, size_t size) {
    char name[64], *bytes = malloc(size);
    snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
    int again = syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC, 0);
    if (!bytes || again < 0 || pread(again, bytes, size, place) != (ssize_t)size) abort();
    note_handle('w', handle, place, bytes, size);
    close(again);
    free(bytes);
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* Calls on an open file: what is noted may use `done`, what the call came to. */
#define ON_HANDLE(type, name, takes, gives, noted) \
    type name takes {                              \
        REAL(name);                                \
        if (!watched_handle(handle)) return real gives; \
        enter();                                   \
        type done = real gives;                    \
        if (done >= 0) noted;                      \
        leave();                                   \
        return done;                               \
    }

#define HERE (lseek(handle, 0, SEEK_CUR) - done) /* also in a file that is opened to append */

ON_HANDLE(ssize_t, write, (int handle, const void *bytes, size_t size), (handle, bytes, size),
          note_handle('w', handle, HERE, bytes, done))
ON_HANDLE(ssize_t, pwrite, (int handle, const void *bytes, size_t size, off_t place), (handle, bytes, size, place),
          note_handle('w', handle, place, bytes, done))
ON_HANDLE(ssize_t, pwrite64, (int handle, const void *bytes, size_t size, off64_t place), (handle, bytes, size, place),
          note_handle('w', handle, place, bytes, done))
ON_HANDLE(ssize_t, writev, (int handle, const struct iovec *parts, int many), (handle, parts, many),
          note_written(handle, HERE, done))
ON_HANDLE(ssize_t, sendfile, (int handle, int from, off_t *place, size_t size), (handle, from, place, size),
          note_written(handle, HERE, done))
ON_HANDLE(ssize_t, sendfile64, (int handle, int from, off64_t *place, size_t size), (handle, from, place, size),
          note_written(handle, HERE, done))
ON_HANDLE(int, ftruncate, (int handle, off_t size), (handle, size), note_handle('t', handle, size, "", 0))
ON_HANDLE(int, ftruncate64, (int handle, off64_t size), (handle, size), note_handle('t', handle, size, "", 0))
ON_HANDLE(int, fsync, (int handle), (handle), note_handle('s', handle, 0, "", 0))
ON_HANDLE(int, fdatasync, (int handle), (handle), note_handle('s', handle, 0, "", 0))

/* Calls on a name. */
#define ON_NAME(name, takes, gives, at, kind)          \
    int name takes {                                   \
        REAL(name);                                    \
        char whole[PATH_MAX];                          \
        if (!watched_at(at, path, whole)) return real gives; \
        enter();                                       \
        int done = real gives;                         \
        if (!done) note_path(kind, whole);             \
        leave();                                       \
        return done;                                   \
    }

ON_NAME(unlink, (const char *path), (path), AT_FDCWD, 'u')
ON_NAME(rmdir, (const char *path), (path), AT_FDCWD, 'u')
ON_NAME(unlinkat, (int at, const char *path, int flags), (at, path, flags), at, 'u')
ON_NAME(mkdir, (const char *path, mode_t mode), (path, mode), AT_FDCWD, 'm')
ON_NAME(mkdirat, (int at, const char *path, mode_t mode), (at, path, mode), at, 'm')

/* Calls on two names. From or to where nobody watches they do not go: the replay would miss a name. */
#define ON_NAMES(name, takes, gives, from_at, to_at, kind)                             \
    int name takes {                                                                   \
        REAL(name);                                                                    \
        char whole[PATH_MAX], there[PATH_MAX];                                         \
        if (!watched_at(from_at, from, whole) || !watched_at(to_at, to, there)) return real gives; \
        enter();                                                                       \
        int done = real gives;                                                         \
        if (!done) note(kind, 0, 0, whole, strlen(whole), there, strlen(there));    \
        leave();                                                                       \
        return done;                                                                   \
    }

ON_NAMES(rename, (const char *from, const char *to), (from, to), AT_FDCWD, AT_FDCWD, 'r')
ON_NAMES(renameat, (int from_at, const char *from, int to_at, const char *to), (from_at, from, to_at, to), from_at,
         to_at, 'r')
ON_NAMES(link, (const char *from, const char *to), (from, to), AT_FDCWD, AT_FDCWD, 'l')
ON_NAMES(linkat, (int from_at, const char *from, int to_at, const char *to, int flags),
         (from_at, from, to_at, to, flags), from_at, to_at, 'l')

/* Opening a file may make it, or empty it. */
#define OPENS(name, takes, last, gives, at)                                              \
    int name takes {                                                                     \
        int (*real) takes = (int (*) takes)dlsym(RTLD_NEXT, #name);                      \
        char whole[PATH_MAX];                                                            \
        mode_t mode = 0;                                                                 \
        if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) {                                            \
            va_list more;                                                                \
            va_start(more, last);                                                        \
            mode = va_arg(more, mode_t);                                                 \
            va_end(more);                                                                \
        }                                                                                \
        if (!(flags & (O_CREAT | O_TRUNC)) || !watched_at(at, path, whole)) return real gives; \
        struct stat found;                                                               \
        int there = !lstat(whole, &found);                                               \
        if (there && !(flags & O_TRUNC)) return real gives;                              \
        enter();                                                                         \
        int done = real gives;                                                           \
        if (done >= 0 && there) note_handle('t', done, 0, "", 0);                        \
        if (done >= 0 && !there) note_path('c', whole);                                  \
        leave();                                                                         \
        return done;                                                                     \
    }

OPENS(open, (const char *path, int flags, ...), flags, (path, flags, mode), AT_FDCWD)
OPENS(open64, (const char *path, int flags, ...), flags, (path, flags, mode), AT_FDCWD)
OPENS(openat, (int at, const char *path, int flags, ...), flags, (at, path, flags, mode), at)
OPENS(openat64, (int at, const char *path, int flags, ...), flags, (at, path, flags, mode), at)
