using System.Text;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Crates.Croissant;
using OceanML.Formats.Description;
using OceanML.Formats.Readiness;

namespace OceanML.Steps;

/// <summary>oceanml-describe: says what files hold, and how ready they are for machine learning.</summary>
internal sealed class DescribeStep : Step
{
    private readonly DescribeOptions options = new();

    public DescribeStep()
        : base("describe", "Say what a data file holds: product, variables with units and ranges, extent in space and time, flags, and what to do next; or how ready it is for machine learning.")
    {
        options.Format.AcceptOnlyFromAmong("text", "json");
        Add(options.Files, options.Format, options.Full, options.Readiness, options.Answers, options.Html, options.Dictionary, options.Croissant);
        AddExample("oceanml-describe SD3902131_010.nc");
        AddExample("oceanml-describe *.nc --format json --output descriptions.json");
        AddExample("oceanml-describe observations.parquet --readiness --html readiness.html");
        AddExample("oceanml-describe training.parquet --dictionary dictionary.csv --croissant croissant.json");
    }

    protected override bool OutputRequired => false;

    protected override string OutputDescription => "File to write; the description is printed where this is not given.";

    protected override void Execute(StepRun run)
    {
        var paths = run.Value(options.Files)!;
        var limit = run.Value(options.Full) ? long.MaxValue : FileDescriber.DefaultLimit;
        var readiness = run.Value(options.Readiness);
        if (!readiness && run.Value(options.Html) is not null) throw OceanException.Usage("--html belongs to --readiness");
        if (!readiness && run.Value(options.Croissant) is null && run.Value(options.Answers) is not null) throw OceanException.Usage("--answers belongs to --readiness and --croissant");
        if (paths.Length > 1 && (run.Value(options.Dictionary) ?? run.Value(options.Croissant)) is not null) throw OceanException.Usage("--dictionary and --croissant describe one file; give them one at a time");
        var asJson = run.Value(options.Format) == "json";
        var answers = run.Value(options.Answers) is { } file ? ReadinessAnswers.Read(run.Input(file)) : null;
        string text;
        OceanException? failure;
        int done;
        if (readiness)
        {
            (var reports, failure) = Each(run, paths, path => ReadinessAssessment.Assess(path, answers, limit));
            if (run.Value(options.Html) is { } html) run.Write(html, temporary => File.WriteAllText(temporary, ReadinessHtml.Of(reports)));
            foreach (var report in reports) run.Result($"readiness:{Path.GetFileName(report.File.Path)}", Math.Round(report.Total.Percent, 1));
            (text, done) = (asJson ? ReadinessJson.Of(reports, paths.Length > 1) : ReadinessText.Of(reports), reports.Count);
        }
        else
        {
            (var descriptions, failure) = Each(run, paths, path => FileDescriber.Describe(path, limit));
            (text, done) = (asJson ? JsonReport.Of(descriptions, paths.Length > 1) : TextReport.Of(descriptions), descriptions.Count);
        }

        Describe(run, paths[0], limit, answers);
        if (run.OutputOrNull is { } output) run.Write(output, temporary => File.WriteAllText(temporary, text));
        else Print(text);
        if (failure is not null) throw new OceanException(failure.Code, $"{paths.Length - done} of {paths.Length} files could not be described");
    }

    // The files beside the description: what each variable means.
    private void Describe(StepRun run, string path, long limit, ReadinessAnswers? answers)
    {
        var (dictionary, croissant) = (run.Value(options.Dictionary), run.Value(options.Croissant));
        if (dictionary is null && croissant is null) return;
        var facts = ReadinessAssessment.Gather(path, limit);
        if (dictionary is not null) run.Write(dictionary, temporary => DictionaryFile.Write(temporary, DataDictionary.Of(facts), path));
        if (croissant is null) return;
        var text = CroissantWriter.Write(CroissantOfTable.Of(facts, answers?.About ?? new Dictionary<string, string>()));
        run.Write(croissant, temporary => File.WriteAllText(temporary, text));
        if (CroissantCheck.Problems(text) is { Count: > 0 } problems)
            run.Warn($"{croissant} is not complete: {string.Join("; ", problems)}; say it in the metadata of the table, or under 'about' in --answers");
    }

    // Of several files, those that can be described are.
    private static (List<T> Done, OceanException? Failure) Each<T>(StepRun run, string[] paths, Func<string, T> describe)
    {
        var done = new List<T>();
        OceanException? failure = null;
        foreach (var path in paths)
        {
            try
            {
                done.Add(describe(run.Input(path)));
            }
            catch (OceanException exception) when (paths.Length > 1)
            {
                run.Log(exception.Message);
                failure ??= exception;
            }
        }

        return (done, failure);
    }

    // Standard output may be closed early, as by head: that is not a failure.
    private static void Print(string text)
    {
        try
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // The reader has seen enough.
        }
    }
}
