using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Models;
using OceanML.Formats.Onnx;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Reads the model of a prediction: one of this collection, or those of another program with their description.</summary>
internal static class PredictModel
{
    /// <summary>The model, and how the provenance of predictions names it.</summary>
    public static (GraphRunner Runner, string Name) Read(StepRun run, PredictOptions options)
    {
        var paths = ModelFiles.Find(run.Value(options.Model)!);
        if (paths.Count == 0) throw OceanException.Usage("--model names no file");
        var members = paths.Select(path => (Graph: ModelFiles.Read(run.Input(path)), Label: path)).ToList();
        var own = members.FindIndex(member => ForeignModel.IsOwn(member.Graph));
        var description = run.Value(options.Description);
        if (own >= 0)
        {
            if (members.Count > 1) throw OceanException.Usage($"{members[own].Label} is a whole model of oceanml-train; it is not a member of an ensemble, give it alone");
            if (description is not null) throw OceanException.Usage($"{members[own].Label} was written by this collection and says itself what its columns are; leave out --description");
            return (new GraphRunner(members[0].Graph, members[0].Label), Path.GetFileName(members[0].Label));
        }

        if (description is null)
        {
            Console.Out.Write(ModelDescriptionTemplate.Of(members[0].Graph, members[0].Label));
            throw OceanException.BadInput($"{members[0].Label}: the model of another program does not say what its columns are; complete the form on standard output and give it with --description");
        }

        var described = ModelDescriptionFile.Read(run.Input(description));
        var graph = ForeignModel.Combine(members, described);
        var name = members.Count == 1 ? Path.GetFileName(paths[0]) : $"{Path.GetFileName(paths[0])} and {members.Count - 1} more";
        run.Log($"model: {graph.Metadata["oceanml.model"]}");
        if (run.Value(options.SaveModel) is { } save) run.Write(save, temporary => OnnxFile.Write(temporary, graph));
        return (ForeignModel.Checked(graph, members[0].Label, described), name);
    }
}
