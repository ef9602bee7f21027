return new OceanML.Steps.VisualiseStep().Run(args);
