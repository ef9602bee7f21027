using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OceanML.Formats.Native;

/// <summary>
/// A lock on an open file (<c>flock</c>), which the system lets go of when the process ends, however it ends. Done here rather than by .NET's sharing of
/// files, which a setting turns off, which locks every file it opens, and which takes a file system without locks for one that has granted one.
/// </summary>
internal static partial class FileLock
{
    private const int Exclusive = 2;
    private const int NoWait = 4;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int ReadWrite = 2;
    private const int Create = 0x40;
    private const int CloseOnExec = 0x80000;

    /// <summary>Opens a file that is locked, and makes it where it is not there.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        var file = OpenFile(path, ReadWrite | Create | CloseOnExec, 0x1B6);
        return file.IsInvalid ? throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())} : '{path}'") : file;
    }

    /// <summary>Whether the lock was had: true, false where another holds it, null where the file system has no locks.</summary>
    public static bool? TryTake(SafeFileHandle file)
    {
        while (true)
        {
            if (Flock(file, Exclusive | NoWait) == 0) return true;
            var failure = Marshal.GetLastPInvokeError();
            if (failure == WouldBlock) return false;
            if (failure != Interrupted) return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);
}
