using System.Globalization;
using System.Net.Http.Headers;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// A file that has arrived in part: <c>NAME.part</c>, and <c>NAME.part.txt</c>, which tells the version of the file that the part is of. Both outlive a process that is
/// killed, so that the next run goes on where it stopped. The caller holds the <see cref="CacheLease"/> of the file.
/// </summary>
/// <param name="target">Where the file is to lie when it is whole.</param>
/// <param name="suffix">What tells the parts of several processes apart where they cannot exclude each other.</param>
internal sealed class PartialFile(string target, string suffix)
{
    private readonly string part = $"{target}{suffix}.part";
    private readonly string note = $"{target}{suffix}.part.txt";

    /// <summary>Path of the part.</summary>
    public string Path => part;

    /// <summary>The strong entity tag of the version, or null.</summary>
    public EntityTagHeaderValue? Tag { get; private set; }

    /// <summary>The date of the version, or null.</summary>
    public DateTimeOffset? Modified { get; private set; }

    /// <summary>Number of bytes that can be kept; 0 where the version is not known.</summary>
    public long Have()
    {
        (Tag, Modified) = (null, null);
        if (!File.Exists(part) || !File.Exists(note)) return 0;
        var lines = File.ReadAllLines(note);
        if (lines.Length < 3 || lines[2] != "end") return 0;
        if (EntityTagHeaderValue.TryParse(lines[0], out var tag) && !tag.IsWeak) Tag = tag;
        if (DateTimeOffset.TryParseExact(lines[1], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var modified)) Modified = modified;
        return Tag is null && Modified is null ? 0 : new FileInfo(part).Length;
    }

    /// <summary>Starts afresh with a version; whatever moment the process is killed, part and note agree.</summary>
    public FileStream Begin(EntityTagHeaderValue? tag, DateTimeOffset? modified) => Local(() =>
    {
        File.Delete(note);
        var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.Read);
        (Tag, Modified) = (tag is { IsWeak: false } ? tag : null, modified);
        try
        {
            File.WriteAllText(note, string.Create(CultureInfo.InvariantCulture, $"{Tag}\n{Modified:r}\nend\n"));
            return stream;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Goes on at the end of the part.</summary>
    public FileStream Continue() => Local(() => new FileStream(part, FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>Moves the whole file into place.</summary>
    /// <param name="time">What becomes its time of change.</param>
    public void Commit(DateTime time) => Local(() =>
    {
        File.SetLastWriteTimeUtc(part, time);
        File.Move(part, target, overwrite: true);
        File.Delete(note);
        return true;
    });

    /// <summary>Forgets the part.</summary>
    public void Discard() => Local(() =>
    {
        File.Delete(note);
        File.Delete(part);
        return true;
    });

    /// <summary>Work on the disk; its failures are of another kind than those of the network, and no reason to try again.</summary>
    /// <exception cref="OceanException">The disk is full, or may not be written.</exception>
    public T Local<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure(exception);
        }
    }

    /// <summary>A failure of the disk in words.</summary>
    public OceanException DiskFailure(Exception exception) => OceanException.Unreachable(
        $"{target}: cannot be kept in the cache: {exception.Message.Replace(part, "its part", StringComparison.Ordinal).TrimEnd('.')}; give the folder of --cache more room, or choose another one", exception);
}
