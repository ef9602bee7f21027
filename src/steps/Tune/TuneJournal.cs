using System.Text;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The journal file of a process: what is in it is taken over, and each evaluation is appended as it is done.</summary>
internal sealed class TuneJournal : IDisposable
{
    private readonly StreamWriter writer;

    private TuneJournal(StreamWriter writer) => this.writer = writer;

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file; made where it does not exist.</param>
    /// <param name="work">What it must be of; gets the results in it.</param>
    /// <returns>The journal, and how many results were in it.</returns>
    public static (TuneJournal Journal, int Known) Open(string path, TuneWork work)
    {
        var known = File.Exists(path) ? Read(path, work) : [];
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)) throw OceanException.Unreachable($"{path}: the folder {folder} does not exist");

        // Written anew without a line that was cut short, then held open so that no second process appends to it.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.SetLength(0);
        var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        writer.Write(Text(work, known));
        return (new TuneJournal(writer), known.Count);
    }

    /// <summary>Takes over the results of a journal.</summary>
    public static IReadOnlyList<TuningResult> Read(string path, TuneWork work)
    {
        var text = File.ReadAllText(path);
        var results = text.Length == 0 ? [] : TuningJournal.Read(text, path, work.Keys);
        foreach (var result in results) work.Tuning.Add(result);
        return results;
    }

    /// <summary>A whole journal.</summary>
    public static string Text(TuneWork work, IEnumerable<TuningResult> results) =>
        string.Concat(results.Select(TuningJournal.Line).Prepend(TuningJournal.Head(work.Keys)).Select(line => line + "\n"));

    /// <summary>Appends a result; it is in the file when this returns.</summary>
    public void Add(TuningResult result) => writer.WriteLine(TuningJournal.Line(result));

    public void Dispose() => writer.Dispose();
}
