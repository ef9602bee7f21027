return new OceanML.Steps.ExplainStep().Run(args);
