using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>Receives one batch of rows.</summary>
internal delegate void DuckDbBatch(DuckDbRows rows);

/// <summary>An in-memory DuckDB with one connection: opened for one piece of work, closed after it.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDbDatabaseHandle database;
    private readonly DuckDbConnectionHandle connection;

    /// <summary>Opens an empty in-memory database.</summary>
    /// <param name="threads">Worker threads; the order of rows does not depend on it.</param>
    public DuckDbSession(int threads)
    {
        DuckDbLibrary.EnsureLoaded();
        Check(DuckDbNative.CreateConfig(out var config), "no settings");
        using (config)
        {
            Set(config, "threads", Math.Max(1, threads).ToString(CultureInfo.InvariantCulture));
            Set(config, "preserve_insertion_order", "true");

            // A session that lives long must see a file that was written again in the same second; the system caches files anyway.
            Set(config, "enable_external_file_cache", "false");

            // Data files are input of others: nothing in them may make the engine fetch or load code.
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "allow_unsigned_extensions", "false");
            Set(config, "temp_directory", Path.Combine(Path.GetTempPath(), $"oceanml-duckdb-{Environment.ProcessId}"));
            var state = DuckDbNative.Open(null, out database, config, out var error);
            if (state != 0)
            {
                var message = Marshal.PtrToStringUTF8(error);
                DuckDbNative.Free(error);
                throw OceanException.Unreachable($"DuckDB does not open: {message}");
            }
        }

        Check(DuckDbNative.Connect(database, out connection), "DuckDB does not connect");
    }

    /// <summary>Runs a statement whose result is not needed.</summary>
    /// <exception cref="DuckDbException">DuckDB refuses it.</exception>
    public void Execute(string sql)
    {
        var state = DuckDbNative.Query(connection, sql, out var result);
        try
        {
            if (state != 0) throw new DuckDbException(Marshal.PtrToStringUTF8(DuckDbNative.ResultError(ref result)));
        }
        finally
        {
            DuckDbNative.DestroyResult(ref result);
        }
    }

    /// <summary>Runs a query and hands over its rows batch by batch, in order; the whole result is never in memory at once.</summary>
    /// <exception cref="DuckDbException">DuckDB refuses it, or fails on the way.</exception>
    public void Query(string sql, DuckDbBatch receive)
    {
        foreach (var _ in Batches(sql, rows =>
        {
            receive(rows);
            return rows.Count;
        }))
        {
        }
    }

    /// <summary>Runs a query whose rows are asked for batch by batch, in order; until the last one no other query may run in this session.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="convert">What to make of a batch.</param>
    /// <exception cref="DuckDbException">DuckDB refuses it, or fails on the way.</exception>
    public IEnumerable<T> Batches<T>(string sql, Func<DuckDbRows, T> convert)
    {
        var prepared = DuckDbNative.Prepare(connection, sql, out var statement);
        using (statement)
        {
            if (prepared != 0) throw new DuckDbException(Marshal.PtrToStringUTF8(DuckDbNative.PrepareError(statement)));
            var started = DuckDbNative.PendingStreaming(statement, out var pending);
            using (pending)
            {
                if (started != 0) throw new DuckDbException(Marshal.PtrToStringUTF8(DuckDbNative.PendingError(pending)));
                var state = DuckDbNative.ExecutePending(pending, out var result);
                try
                {
                    if (state != 0) throw Failure(ref result);
                    while (true)
                    {
                        using var chunk = DuckDbNative.FetchChunk(result);
                        if (chunk.IsInvalid) break;
                        yield return convert(new DuckDbRows(chunk));
                    }

                    // A streamed result can fail half way: the last fetch is then empty and the message is here.
                    if (DuckDbNative.ResultError(ref result) != 0) throw Failure(ref result);
                }
                finally
                {
                    DuckDbNative.DestroyResult(ref result);
                }
            }
        }
    }

    /// <summary>The rows of a small query as texts.</summary>
    public List<string?[]> Texts(string sql)
    {
        var all = new List<string?[]>();
        Query($"SELECT COLUMNS(*)::VARCHAR FROM ({sql})", rows =>
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var texts = new string?[rows.Columns];
                for (var column = 0; column < texts.Length; column++) texts[column] = rows.Column(column).Text(row);
                all.Add(texts);
            }
        });
        return all;
    }

    /// <summary>Starts appending to a table of this session.</summary>
    public DuckDbAppender Append(string table, IReadOnlyList<DuckDbType> types) => new(connection, table, types);

    /// <summary>A text as an SQL literal.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    private static DuckDbException Failure(ref DuckDbResult result) => new(Marshal.PtrToStringUTF8(DuckDbNative.ResultError(ref result)));

    private static void Set(DuckDbConfigHandle config, string name, string value) =>
        Check(DuckDbNative.SetConfig(config, name, value), $"setting {name}={value} refused");

    private static void Check(int state, string what)
    {
        if (state != 0) throw new DuckDbException(what);
    }
}
