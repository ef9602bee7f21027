using System.IO.Enumeration;
using OceanML.Core;
using OceanML.Formats.Keras;
using OceanML.Formats.Onnx;

namespace OceanML.Formats.Models;

/// <summary>Finds and reads the files of a model: ONNX or Keras HDF5, recognised by content; several files are the members of an ensemble.</summary>
public static class ModelFiles
{
    private static readonly string[] Endings = [".onnx", ".h5", ".hdf5", ".keras"];

    /// <summary>The files that names, folders and patterns stand for, in the order of their names, numbers by size (member_2 before member_10).</summary>
    /// <param name="names">Files, folders (their files .onnx, .h5, .hdf5) and patterns with <c>*</c> and <c>?</c> in the last part.</param>
    /// <exception cref="OceanException">A name stands for no file.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> names)
    {
        var files = new List<string>();
        foreach (var name in names)
        {
            if (Directory.Exists(name))
            {
                var found = Directory.EnumerateFiles(name).Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).ToList();
                if (found.Count == 0) throw OceanException.BadInput($"{name}: the folder holds no file {string.Join(", ", Endings[..3])}");
                files.AddRange(Sorted(found));
            }
            else if (File.Exists(name) || name.AsSpan().IndexOfAny('*', '?') < 0)
            {
                files.Add(name);
            }
            else
            {
                var folder = Path.GetDirectoryName(name) is { Length: > 0 } own ? own : ".";
                var pattern = Path.GetFileName(name);
                var found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(file => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: false)).ToList() : [];
                if (found.Count == 0) throw OceanException.BadInput($"{name}: matches no file");
                files.AddRange(Sorted(found));
            }
        }

        return [.. files.DistinctBy(Path.GetFullPath)];
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OceanException">Neither ONNX nor Keras HDF5, or damaged.</exception>
    public static Graph Read(string path)
    {
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        if (KerasFile.IsKeras(path)) return KerasFile.Read(path);
        if (IsKerasArchive(path)) throw OceanException.BadInput($"{path}: is a .keras archive; save the model as HDF5 (model.save('model.h5')) or export it to ONNX");
        return OnnxFile.Read(path);
    }

    private static List<string> Sorted(List<string> files)
    {
        files.Sort(ByNumbers);
        return files;
    }

    // Runs of digits by their value, all else by character.
    private static int ByNumbers(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var first = Digits(a, i);
            var second = Digits(b, j);
            if (first.Length > 0 && second.Length > 0)
            {
                var x = first.TrimStart('0');
                var y = second.TrimStart('0');
                var order = x.Length != y.Length ? x.Length - y.Length : x.SequenceCompareTo(y);
                if (order != 0) return order;
                (i, j) = (i + first.Length, j + second.Length);
            }
            else if (a[i] != b[j])
            {
                return a[i] - b[j];
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        return (a.Length - i) - (b.Length - j) is var rest and not 0 ? rest : string.CompareOrdinal(a, b);

        static ReadOnlySpan<char> Digits(string text, int start)
        {
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            return text.AsSpan(start, end - start);
        }
    }

    private static bool IsKerasArchive(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        return stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic.SequenceEqual("PK"u8)
            && (path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase) || HoldsKeras(stream));
    }

    private static bool HoldsKeras(Stream stream)
    {
        try
        {
            using var archive = new System.IO.Compression.ZipArchive(stream);
            return archive.GetEntry("model.weights.h5") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
