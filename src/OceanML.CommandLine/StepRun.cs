using System.CommandLine;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>
/// One run of a step: the values of its options, its log, its counts, and the files it read and wrote. The log goes to standard
/// error; the last line accounts for every observation.
/// </summary>
public sealed class StepRun
{
    private readonly ParseResult result;
    private readonly CommonOptions common;
    private readonly Option<string?> output;
    private readonly Command command;
    private readonly RunRecord record;
    private readonly string program;
    private readonly string prefix;
    private readonly HashSet<string> inputs = new(StringComparer.Ordinal);

    internal StepRun(string program, string? subcommand, string[] arguments, ParseResult result, CommonOptions common, Option<string?> output, Command command)
    {
        (this.result, this.common, this.output, this.command, this.program) = (result, common, output, command, program);
        prefix = $"oceanml-{program}";
        record = new RunRecord($"oceanml-{program}", subcommand, arguments);
    }

    /// <summary>Number of threads to use; at least 1. Results must not depend on it.</summary>
    /// <exception cref="OceanException">The number given is below 1.</exception>
    public int Threads
    {
        get
        {
            var threads = result.GetValue(common.Threads);
            return threads > 0 ? threads : throw OceanException.Usage($"--threads is {threads}; it must be 1 or more");
        }
    }

    /// <summary>Seed of the random numbers.</summary>
    public int Seed => result.GetValue(common.Seed);

    /// <summary>The value of <c>--output</c>.</summary>
    /// <exception cref="OceanException">It was not given.</exception>
    public string Output => OutputOrNull ?? throw OceanException.Usage("--output is missing");

    /// <summary>The value of <c>--output</c>, or null where it was not given.</summary>
    public string? OutputOrNull => result.GetValue(output);

    /// <summary>The value of an option.</summary>
    public T? Value<T>(Option<T> option) => result.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T? Value<T>(Argument<T> argument) => result.GetValue(argument);

    /// <summary>Whether the user gave the option, rather than its default.</summary>
    public bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>Notes an input file for the record and returns its path.</summary>
    /// <exception cref="OceanException">The file does not exist, or is where an output should be written.</exception>
    public string Input(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        record.AddInput(path);
        var real = RealPath.Of(path);
        inputs.Add(real);
        foreach (var target in (ReadOnlySpan<string?>)[OutputOrNull, result.GetValue(common.Record)])
        {
            if (target is { Length: > 0 } && RealPath.Of(target) == real) throw AlsoInput(target);
        }

        return path;
    }

    /// <summary>
    /// Writes an output: <paramref name="write"/> gets a temporary path in the same folder, with the same extension, which is
    /// moved into place when it returns and removed when it fails or the process is interrupted.
    /// </summary>
    /// <exception cref="OceanException">The path is that of an input, the folder does not exist or cannot be written, or the disk is full.</exception>
    public void Write(string path, Action<string> write)
    {
        if (inputs.Contains(RealPath.Of(path))) throw AlsoInput(path);
        AtomicFile.Write(path, write);
        record.AddOutput(path);
    }

    /// <summary>A line in the log.</summary>
    public void Log(string message) => Console.Error.WriteLine($"{prefix}: {message}");

    /// <summary>A warning in the log and in the record.</summary>
    public void Warn(string message)
    {
        Log("warning: " + message);
        record.Warnings.Add(message);
    }

    /// <summary>Warnings of one kind: all go into the record, and the log shows the first few.</summary>
    public void Warn(IReadOnlyList<string> messages)
    {
        const int shown = 3;
        foreach (var message in messages.Take(shown)) Warn(message);
        foreach (var message in messages.Skip(shown)) record.Warnings.Add(message);
        if (messages.Count > shown) Log($"warning: {messages.Count - shown} more of this kind, all in the run record (--record)");
    }

    /// <summary>Adds to the number of things (rows, profiles, files) that came in.</summary>
    public void CountIn(long count) => record.CountIn += count;

    /// <summary>Adds to the number of things that went out.</summary>
    public void CountOut(long count) => record.CountOut += count;

    /// <summary>Adds to the number of things rejected for a reason; in = out + rejected must hold at the end.</summary>
    public void Reject(string reason, long count)
    {
        if (count > 0) record.Rejected[reason] = record.Rejected.GetValueOrDefault(reason) + count;
    }

    /// <summary>Accounts for the rows and values of one input file in the record; they must add up at the end like the counts.</summary>
    public void Values(FileValues values) => record.Values.Add(values);

    /// <summary>A file that was found and not read because it holds something else: a line in the log and in the record.</summary>
    public void PassOver(string path, string reason)
    {
        record.PassedOver.Add((path, reason));
        Log($"passed over {path}: {reason}");
    }

    /// <summary>What was renamed or converted on the way: a line in the record.</summary>
    public void Convert(string line) => record.Conversions.Add(line);

    /// <summary>How the data that were fetched are cited: goes into the record, and the sentence of it into the log.</summary>
    /// <param name="citation">Named texts: <c>doi</c>, <c>text</c> (the citation in words), and what else is known of the source.</param>
    public void Cite(IReadOnlyDictionary<string, string> citation)
    {
        foreach (var (name, value) in citation) record.Citation[name] = value;
        if (citation.TryGetValue("text", out var text)) Log($"cite as: {text}");
    }

    /// <summary>A key figure of the result for the record, e.g. a score.</summary>
    public void Result(string name, double value) => record.Results[name] = value;

    /// <summary>Shows progress: a bar on a terminal, otherwise one plain line every few seconds.</summary>
    /// <param name="what">What is being done, e.g. <c>training members</c>.</param>
    /// <param name="total">Number of units.</param>
    public StepProgress Progress(string what, long total) => new(prefix, what, total);

    internal int Perform(Action<StepRun> execute)
    {
        try
        {
            foreach (var option in command.Options)
            {
                if (option is Option<string?> { Name: "--output" or "--record" } || option.Name is "--version" or "--help" or "--threads") continue;
                record.Parameters[option.Name.TrimStart('-')] = ParameterText.Of(result, option);
            }

            execute(this);
            var imbalance = record.CountIn - record.CountOut - record.Rejected.Values.Sum();
            if (imbalance != 0) throw new InvalidOperationException($"counts do not add up: {record.CountsLine}");
            if (record.Values.Select(file => file.Imbalance()).FirstOrDefault(sentence => sentence is not null) is { } difference) throw new InvalidOperationException($"values do not add up: {difference}");
            if (record.CountIn > 0) Log(record.CountsLine);
            return Finish(ExitCode.Done, null);
        }
        catch (OceanException exception)
        {
            return Finish(exception.Code, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Finish(ExitCode.Source, "interrupted; no output was written");
        }
        catch (UnauthorizedAccessException exception)
        {
            return Finish(ExitCode.Source, exception.Message);
        }
        catch (FileNotFoundException exception)
        {
            return Finish(ExitCode.BadInput, exception.Message);
        }
        catch (IOException exception)
        {
            return Finish(ExitCode.Source, exception.Message);
        }
        catch (OutOfMemoryException)
        {
            return Finish(ExitCode.Source, "not enough memory; give the job more, or fewer threads");
        }
#pragma warning disable CA1031 // The last resort of the program: a fault of ours becomes one line, with the trace on request.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Environment.GetEnvironmentVariable("OCEANML_TRACE") == "1") Console.Error.WriteLine(exception);
            return Finish(ExitCode.Internal, $"internal error ({exception.GetType().Name}): {exception.Message} Set OCEANML_TRACE=1 for the trace and report it.");
        }
    }

    private static OceanException AlsoInput(string path) => OceanException.Usage($"the output {path} is also an input; choose another name");

    private int Finish(ExitCode code, string? failure)
    {
        if (result.GetValue(common.Record) is { Length: > 0 } path && !inputs.Contains(RealPath.Of(path)))
        {
            try
            {
                AtomicFile.Write(path, temporary => record.Write(temporary, code, failure));
            }
            catch (Exception exception) when (exception is OceanException or IOException or UnauthorizedAccessException)
            {
                if (code == ExitCode.Done) (code, failure) = (ExitCode.Source, $"the run record could not be written: {exception.Message}");
            }
        }

        if (failure is not null) Console.Error.WriteLine($"{prefix}: {failure.ReplaceLineEndings(" ")}");
        return (int)code;
    }
}
