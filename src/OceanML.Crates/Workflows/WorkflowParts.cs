namespace OceanML.Crates;

/// <summary>Who made a workflow.</summary>
/// <param name="Type"><c>Person</c> or <c>Organization</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Identifier">ORCID or ROR address, or empty.</param>
/// <param name="Url">Home page, or empty.</param>
public sealed record WorkflowCreator(string Type, string Name, string Identifier, string Url);

/// <summary>An input of a workflow.</summary>
/// <param name="Id">Number of its step.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Annotation">What it is.</param>
/// <param name="Type"><c>File</c>, <c>Collection</c>, <c>Text</c>, <c>Integer</c>, <c>Float</c> or <c>Boolean</c>.</param>
/// <param name="Optional">Whether it may be left out.</param>
/// <param name="Formats">Galaxy's names of the formats it may have.</param>
/// <param name="Default">Default value as text, or null.</param>
/// <param name="X">Left edge in the editor.</param>
/// <param name="Y">Upper edge in the editor.</param>
public sealed record WorkflowInput(int Id, string Label, string Annotation, string Type, bool Optional, IReadOnlyList<string> Formats, string? Default, double X, double Y);

/// <summary>What flows into an input of a step.</summary>
/// <param name="Input">Name of the step's input, groups separated by pipes.</param>
/// <param name="Source">Number of the step it comes from.</param>
/// <param name="Output">Name of that step's output.</param>
public sealed record WorkflowConnection(string Input, int Source, string Output);

/// <summary>A tool step of a workflow.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Annotation">What it does here.</param>
/// <param name="Tool">Tool id.</param>
/// <param name="Version">Tool version.</param>
/// <param name="Connections">What flows in.</param>
/// <param name="Outputs">Name and Galaxy format of each output.</param>
/// <param name="X">Left edge in the editor.</param>
/// <param name="Y">Upper edge in the editor.</param>
public sealed record WorkflowStep(int Id, string Label, string Annotation, string Tool, string Version, IReadOnlyList<WorkflowConnection> Connections, IReadOnlyList<(string Name, string Format)> Outputs, double X, double Y);

/// <summary>A labelled output of a workflow.</summary>
/// <param name="Step">Number of the step that writes it.</param>
/// <param name="Output">Name of the step's output.</param>
/// <param name="Label">Its name for people.</param>
public sealed record WorkflowOutput(int Step, string Output, string Label);

/// <summary>A frame of the editor that groups steps by phase.</summary>
/// <param name="Title">Its title.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record WorkflowFrame(string Title, double X, double Y, double Width, double Height);
