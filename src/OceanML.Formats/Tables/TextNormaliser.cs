using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>
/// Rewrites delimited text that the engine does not read as it is (blank-separated, other encodings, comments or footers among the data)
/// as tab-separated UTF-8, and says which line is wrong where one is.
/// </summary>
internal static class TextNormaliser
{
    /// <summary>Writes the rows of data to a temporary file; the caller deletes it.</summary>
    /// <exception cref="OceanException">A line has another number of fields than the names.</exception>
    public static string Write(string path, TextDialect dialect)
    {
        var temporary = Path.Combine(Path.GetTempPath(), $"oceanml-{Guid.NewGuid():N}.tsv");
        try
        {
            using var reader = TextHead.Open(path, dialect.Encoding, dialect.Gzip);
            using var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false), 1 << 16);
            var number = 0;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (number <= dialect.Skip || TextDialect.IsAside(line)) continue;

                // A quoted field may hold line ends.
                while (dialect.Delimiter != ' ' && line.Count(letter => letter == '"') % 2 == 1 && reader.ReadLine() is { } more)
                {
                    line += "\n" + more;
                    number++;
                }

                Write(writer, Fields(path, dialect, line, number));
            }

            return temporary;
        }
        catch (Exception exception)
        {
            File.Delete(temporary);
            if (exception is InvalidDataException)
                throw OceanException.BadInput($"{path}: the compressed file is cut off or damaged", exception);
            throw;
        }
    }

    private static string[] Fields(string path, TextDialect dialect, string line, int number)
    {
        var fields = TextDialect.Split(line, dialect.Delimiter);
        var expected = dialect.Names.Length;
        if (fields.Length == expected) return fields;

        // Trailing delimiters are common and harmless; anything else may have shifted values into wrong columns.
        if (fields.Length > expected && fields.Skip(expected).All(field => field.Length == 0)) return fields[..expected];
        throw OceanException.BadInput($"{path}: line {number} has {fields.Length} fields where {expected} are expected");
    }

    private static void Write(StreamWriter writer, string[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) writer.Write('\t');
            writer.Write('"');
            writer.Write(fields[i].Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }

        writer.Write('\n');
    }
}
