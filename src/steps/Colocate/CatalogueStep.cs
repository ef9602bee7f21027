using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Lists when and where the granules of an archive are.</summary>
internal sealed class CatalogueStep : Step
{
    private readonly Option<string[]> fields = FieldFiles.Option;

    public CatalogueStep()
        : base("catalogue", "List when and where granules are (time, bounding box), so that those which cannot match are never opened; give the list as --fields.")
    {
        Add(fields);
        AddExample("oceanml-colocate catalogue --fields archive/ --output archive/catalogue.parquet");
        AddExample("oceanml-colocate catalogue --fields archive/ --output granules.txt");
    }

    protected override string OutputDescription => "Catalogue to write: Parquet, or CSV or TSV by its extension. Paths below its folder are written relative to it. As .txt: the full paths alone, one per line; no granule is opened.";

    protected override void Execute(StepRun run)
    {
        var granules = FieldFiles.Find(run, run.Value(fields)!);
        if (FieldList.IsListName(run.Output))
        {
            run.CountIn(granules.Count);
            run.CountOut(granules.Count);
            run.Write(run.Output, path => FieldList.Write(path, granules.ConvertAll(granule => granule.Path)));
            return;
        }

        Table catalogue;
        using (var progress = run.Progress("granules", granules.Count))
        {
            catalogue = FieldCatalogue.Build(
                granules.ConvertAll(granule => granule.Path), run.Threads, Path.GetDirectoryName(Path.GetFullPath(run.Output)), () => progress.Advance());
        }

        string[] problems = [.. catalogue.Texts("problem").OfType<string>()];
        run.Warn([.. problems.Select(problem => $"cannot be opened: {problem}")]);
        if (problems.Length == granules.Count) throw OceanException.BadInput($"none of {granules.Count} granules can be opened: {problems[0]}");
        run.CountIn(granules.Count);
        run.CountOut(granules.Count - problems.Length);
        run.Reject("cannot_be_opened", problems.Length);
        run.Write(run.Output, path => TableFile.Write(path, catalogue));
    }
}
