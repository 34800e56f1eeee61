/* Writes down what a process does to the files of one folder, and makes chosen calls fail.
 *
 * Loaded before the libraries of a Linux process (LD_PRELOAD). Files are watched whose path begins
 * with $FAULTS_UNDER; calls on all others pass through. A watched call is of one kind, a letter:
 *
 *   o  a file opened to be read          r  a read              u  a name taken away
 *   e  a file opened to be written       w  a write             n  a name changed or added
 *   c  a file made                       s  a sync              m  a folder made
 *                                        t  a length set
 *
 * `faults_arm` chooses the calls that fail, `faults_log` the file in which all that changes
 * something is written down, for a power cut to be played from it. Syncs of watched files are not
 * passed on to the disk: what they promise is known from the log.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 1024

/* How a chosen call goes wrong; tests/faults/shim.py has the same numbers. */
enum manner { FAIL, HALF, SHORT, KILL };

static struct {
    char kinds[16];
    long at, seen, struck;
    int error, lasting;
    enum manner manner;
} fault;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *under;
static char *names[MOST_FILES]; /* of the watched files that are open, by descriptor */
static int log_file = -1;

/* -- the calls of the C library itself ------------------------------------------------------- */

static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_linkat)(int, const char *, int, const char *, int);
static int (*real_mkdirat)(int, const char *, mode_t);

__attribute__((constructor)) static void begin(void)
{
    if (real_openat)
        return;
#define FIND(name) real_##name = dlsym(RTLD_NEXT, #name)
    FIND(close); FIND(read); FIND(pread); FIND(write); FIND(pwrite);
    FIND(fsync); FIND(fdatasync); FIND(ftruncate); FIND(unlinkat); FIND(renameat);
    FIND(linkat); FIND(mkdirat); FIND(openat);
    under = getenv("FAULTS_UNDER");
}

/* -- what is watched --------------------------------------------------------------------------- */

/* Whether a path is watched; the program is given absolute ones. */
static int watched(const char *path)
{
    begin();
    return under && path && !strncmp(path, under, strlen(under));
}

static char *name_of(int file)
{
    begin();
    return file >= 0 && file < MOST_FILES ? names[file] : NULL;
}

static void rename_open(const char *from, const char *to)
{
    for (int file = 0; file < MOST_FILES; file++)
        if (names[file] && !strcmp(names[file], from)) {
            free(names[file]);
            names[file] = strdup(to);
        }
}

/* One line for an act: kind, offset or length, how many bytes follow the line, the path. */
static void note(char kind, long at, const void *bytes, size_t size, const char *path)
{
    if (log_file < 0 || !*path) /* a file without a name is gone in any case */
        return;
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%c %ld %zu %s\n", kind, at, size, path);
    if (real_write(log_file, line, length) != length
        || (size && real_write(log_file, bytes, size) != (ssize_t)size))
        abort();
}

/* Whether this call is one of those that go wrong; a process that is to be killed ends here. */
static int strikes(char kind)
{
    if (!strchr(fault.kinds, kind))
        return 0;
    fault.seen++;
    if (!fault.at || (fault.lasting ? fault.seen < fault.at : fault.seen != fault.at))
        return 0;
    fault.struck++;
    if (fault.manner == KILL && kind != 'w')
        kill(getpid(), SIGKILL);
    errno = fault.error;
    return 1;
}

static int leave(int answer)
{
    pthread_mutex_unlock(&lock); /* which leaves errno alone */
    return answer;
}

/* -- opening and closing ----------------------------------------------------------------------- */

static int open_file(int folder, const char *path, int flags, mode_t mode)
{
    if (!watched(path))
        return real_openat(folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    int makes = (flags & O_CREAT) && faccessat(folder, path, F_OK, 0) != 0;
    char kind = makes ? 'c' : (flags & O_ACCMODE) == O_RDONLY ? 'o' : 'e';
    if (strikes(kind))
        return leave(-1);
    int file = real_openat(folder, path, flags, mode);
    if (file >= 0 && file < MOST_FILES) {
        names[file] = strdup((flags & O_TMPFILE) == O_TMPFILE ? "" : path);
        if (makes)
            note('c', 0, NULL, 0, path);
        else if (flags & O_TRUNC)
            note('t', 0, NULL, 0, path);
    }
    return leave(file);
}

/* Defines a function that opens: its name, its arguments before the mode, the folder's. */
#define OPENS(name, given, folder)                                \
    int name given                                                \
    {                                                             \
        va_list rest;                                             \
        va_start(rest, flags);                                    \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                             \
        return open_file(folder, path, flags, mode);              \
    }

OPENS(open, (const char *path, int flags, ...), AT_FDCWD)
OPENS(open64, (const char *path, int flags, ...), AT_FDCWD)
OPENS(openat, (int folder, const char *path, int flags, ...), folder)
OPENS(openat64, (int folder, const char *path, int flags, ...), folder)

int close(int file)
{
    if (name_of(file)) {
        pthread_mutex_lock(&lock);
        free(names[file]);
        names[file] = NULL;
        pthread_mutex_unlock(&lock);
    }
    return real_close(file);
}

/* -- reading and writing ----------------------------------------------------------------------- */

static ssize_t take(int file, void *bytes, size_t size, off_t at)
{
    if (name_of(file)) {
        pthread_mutex_lock(&lock);
        if (leave(strikes('r')))
            return -1;
    }
    return at < 0 ? real_read(file, bytes, size) : real_pread(file, bytes, size, at);
}

ssize_t read(int file, void *bytes, size_t size) { return take(file, bytes, size, -1); }
ssize_t pread(int file, void *bytes, size_t size, off_t at) { return take(file, bytes, size, at); }
ssize_t pread64(int file, void *bytes, size_t size, off_t at) { return take(file, bytes, size, at); }

static ssize_t put(int file, const void *bytes, size_t size, off_t at)
{
    const char *name = name_of(file);
    if (!name)
        return at < 0 ? real_write(file, bytes, size) : real_pwrite(file, bytes, size, at);
    pthread_mutex_lock(&lock);
    int wrong = strikes('w'), error = errno;
    if (wrong && fault.manner == FAIL)
        return leave(-1);
    if (wrong)
        size /= 2;
    if (at < 0)
        at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    ssize_t done = real_pwrite(file, bytes, size, at);
    if (done > 0)
        note('w', at, bytes, done, name);
    if (wrong && fault.manner == KILL)
        kill(getpid(), SIGKILL);
    if (wrong && fault.manner == HALF) {
        errno = error;
        done = -1;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int file, const void *bytes, size_t size)
{
    ssize_t done = put(file, bytes, size, -1);
    if (done > 0 && name_of(file))
        lseek(file, done, SEEK_CUR);
    return done;
}

ssize_t pwrite(int file, const void *from, size_t size, off_t at) { return put(file, from, size, at); }
ssize_t pwrite64(int file, const void *from, size_t size, off_t at) { return put(file, from, size, at); }

/* Copies within the kernel would be seen by nobody; whoever asks for one then reads and writes. */
ssize_t sendfile(int to, int from, off_t *at, size_t size)
{
    (void)to, (void)from, (void)at, (void)size;
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile64(int to, int from, off_t *at, size_t size) { return sendfile(to, from, at, size); }

ssize_t copy_file_range(int from, off_t *at, int to, off_t *to_at, size_t size, unsigned flags)
{
    (void)to_at, (void)flags;
    return sendfile(to, from, at, size);
}

static int sync_file(int file, int (*real)(int))
{
    if (!name_of(file))
        return real(file);
    pthread_mutex_lock(&lock);
    int wrong = strikes('s');
    if (!wrong)
        note('s', 0, NULL, 0, name_of(file));
    return leave(-wrong);
}

int fsync(int file) { return sync_file(file, real_fsync); }
int fdatasync(int file) { return sync_file(file, real_fdatasync); }

int ftruncate(int file, off_t length)
{
    if (!name_of(file))
        return real_ftruncate(file, length);
    pthread_mutex_lock(&lock);
    int answer = strikes('t') ? -1 : real_ftruncate(file, length);
    if (!answer)
        note('t', length, NULL, 0, name_of(file));
    return leave(answer);
}

int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

/* -- names ------------------------------------------------------------------------------------- */

static int take_away(int folder, const char *path, int flags)
{
    if (!watched(path))
        return real_unlinkat(folder, path, flags);
    pthread_mutex_lock(&lock);
    int answer = strikes('u') ? -1 : real_unlinkat(folder, path, flags);
    if (!answer)
        note('u', 0, NULL, 0, path);
    return leave(answer);
}

int unlink(const char *path) { return take_away(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return take_away(folder, path, flags); }

/* A name that changes, or with `adds` a second name of the same file. */
static int give_name(int folder, const char *from, int to_folder, const char *to, int flags, int adds)
{
    int known = watched(from) && watched(to);
    if (known)
        pthread_mutex_lock(&lock);
    int answer = known && strikes('n') ? -1
                 : adds ? real_linkat(folder, from, to_folder, to, flags)
                        : real_renameat(folder, from, to_folder, to);
    if (known && !answer) {
        note(adds ? 'l' : 'n', 0, to, strlen(to), from);
        if (!adds)
            rename_open(from, to);
    }
    return known ? leave(answer) : answer;
}

#define HERE AT_FDCWD
int rename(const char *from, const char *to) { return give_name(HERE, from, HERE, to, 0, 0); }
int renameat(int in, const char *from, int at, const char *to) { return give_name(in, from, at, to, 0, 0); }
int link(const char *from, const char *to) { return give_name(HERE, from, HERE, to, 0, 1); }
int linkat(int in, const char *from, int at, const char *to, int how)
{
    return give_name(in, from, at, to, how, 1);
}

static int make_folder(int folder, const char *path, mode_t mode)
{
    if (!watched(path))
        return real_mkdirat(folder, path, mode);
    pthread_mutex_lock(&lock);
    int answer = strikes('m') ? -1 : real_mkdirat(folder, path, mode);
    if (!answer)
        note('m', 0, NULL, 0, path);
    return leave(answer);
}

int mkdir(const char *path, mode_t mode) { return make_folder(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return make_folder(folder, path, mode); }

/* -- what the tests ask for -------------------------------------------------------------------- */

/* From now on the `at`-th call of these kinds goes wrong, and with `lasting` all after it. */
void faults_arm(const char *kinds, long at, int error, int manner, int lasting)
{
    begin();
    snprintf(fault.kinds, sizeof fault.kinds, "%s", kinds);
    fault.at = at;
    fault.seen = fault.struck = 0;
    fault.error = error;
    fault.manner = manner;
    fault.lasting = lasting;
}

/* Write down in this file what is done; nothing more with an empty name. */
void faults_log(const char *path)
{
    begin();
    if (log_file >= 0)
        real_close(log_file);
    log_file = *path ? real_openat(AT_FDCWD, path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600) : -1;
}

/* How many calls of the armed kinds there were, and how many of them went wrong. */
long faults_seen(void) { return fault.seen; }
long faults_struck(void) { return fault.struck; }
