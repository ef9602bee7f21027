using OceanML.Benchmarks;

// Learning against what users would run instead, on the same data; every case compares the answers before it times them.
LearningCase[] cases = [new TrainingStepCase(), new PerceptronCase(), new InferenceCase(), SequenceCase.Lstm, SequenceCase.Transformer, new TreesCase(), new ExplanationCase()];
var wanted = args.Length == 0 ? cases : [.. cases.Where(one => args.Contains(one.Name))];
if (wanted.Length == 0)
{
    Console.Error.WriteLine($"bench-learning: no case '{string.Join(' ', args)}'; there are {string.Join(", ", cases.Select(one => one.Name))}");
    return 2;
}

foreach (var one in wanted)
{
    Console.WriteLine($"== {one.Name}: {one.Description}");
    one.Run();
}

return 0;
