using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>Files and folders that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a temporary name beside the target and moves it into place.</summary>
    public static void Write(string path, Action<string> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? "/";
        if (IsDevice(full)) throw OceanException.Unreachable($"{path}: is a device, not a file; name a file");
        if (!Directory.Exists(folder)) throw OceanException.Unreachable($"{path}: the folder {folder} does not exist");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() && !File.Exists(Path.Combine(full, FolderMark)))
            throw OceanException.Unreachable($"{path}: is a folder that this program did not write; remove it or choose another name");

        // The extension stays last: some writers choose the format by it.
        var temporary = Path.Combine(folder, $".{Path.GetFileNameWithoutExtension(full)}.{Environment.ProcessId}.partial{Path.GetExtension(full)}");
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Remove(temporary));
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Remove(temporary));
        try
        {
            write(temporary);
            if (Directory.Exists(temporary))
            {
                File.WriteAllText(Path.Combine(temporary, FolderMark), "");
                if (Directory.Exists(full)) Directory.Delete(full, recursive: true);
                Directory.Move(temporary, full);
            }
            else
            {
                File.Move(temporary, full, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message.Replace(temporary, full, StringComparison.Ordinal)}", exception);
        }
        catch (OceanException exception) when (exception.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw new OceanException(exception.Code, exception.Message.Replace(temporary, path, StringComparison.Ordinal), exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private const string FolderMark = ".oceanml";

    // Moving a file over /dev/null, which root may do, takes the device from every program on the machine.
    private static bool IsDevice(string full) =>
        full.StartsWith("/proc/", StringComparison.Ordinal) || (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal));

    private static void Remove(string path)
    {
        if (File.Exists(path)) File.Delete(path);
        else if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
